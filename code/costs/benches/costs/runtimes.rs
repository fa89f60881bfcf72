//! How each runtime is entered: what is measured is done by one of its tasks, on one of its threads.

use std::sync::LazyLock;

use smol::LocalExecutor;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinError;

thread_local! {
    static CURRENT_THREAD: Runtime =
        Builder::new_current_thread().enable_all().build().expect("tokio starts");
    static LOCAL: LocalExecutor<'static> = const { LocalExecutor::new() };
}

static MULTI_THREAD: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().enable_all().build().expect("tokio starts"));

pub fn on_tokio_current_thread<T>(main: impl Future<Output = T>) -> T {
    CURRENT_THREAD.with(|tokio| tokio.block_on(main))
}

pub fn on_tokio_multi_thread<T: Send + 'static>(main: impl Future<Output = T> + Send + 'static) -> T {
    MULTI_THREAD.block_on(MULTI_THREAD.spawn(main)).expect("the task does not panic")
}

pub fn on_async_std<T: Send + 'static>(main: impl Future<Output = T> + Send + 'static) -> T {
    async_std::task::block_on(async_std::task::spawn(main))
}

pub fn on_smol_local<T>(main: impl Future<Output = T>) -> T {
    LOCAL.with(|smol| smol::block_on(smol.run(main)))
}

pub fn spawn_on_smol_local<T: 'static>(task: impl Future<Output = T> + 'static) -> smol::Task<T> {
    LOCAL.with(|smol| smol.spawn(task))
}

pub fn on_smol_global<T: Send + 'static>(main: impl Future<Output = T> + Send + 'static) -> T {
    smol::block_on(smol::spawn(main))
}

/// What a handle of a task answers when it is awaited, whichever runtime it is of.
pub trait Ended {
    fn ended(self);
}

impl Ended for () {
    fn ended(self) {}
}

impl Ended for Result<(), JoinError> {
    fn ended(self) {
        self.expect("the task does not panic");
    }
}
