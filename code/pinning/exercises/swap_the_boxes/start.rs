//! Two cakes in boxes, each with a note that says where it is. Bob swaps the cakes.

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;

use kitchen::{knob, say, work};

#[derive(Default)]
struct Cake {
    name: &'static str,
    note: Cell<usize>,
}

impl Cake {
    fn write_note(self: Pin<&Self>) {
        self.note.set(self.place());
    }

    fn place(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

fn main() {
    let chocolate = Cake { name: "The chocolate cake", ..Cake::default() };
    let apple = Cake { name: "The apple cake", ..Cake::default() };
    let mut table = [Box::pin(chocolate), Box::pin(apple)];
    table.iter().for_each(|cake| cake.as_ref().write_note());
    let may = if Ask(PhantomData::<Cake>).is_unpin() { "may leave" } else { "stay in" };
    say("bob", &format!("The cakes {may} their boxes."));

    for _ in 0..knob("swaps", 1) {
        work("bob", "swap", 4);
        swap(&mut table);
    }
    for (lane, cake) in ["left", "right"].into_iter().zip(&table) {
        let right = if cake.note.get() == cake.place() { "right" } else { "wrong" };
        say(lane, &format!("{} is here, and its note is {right}.", cake.name));
    }
}

fn swap(table: &mut [Pin<Box<Cake>>; 2]) {
    let [left, right] = table;
    mem::swap(&mut **left, &mut **right);
}

/// What the compiler knows of a type: of two methods with one name it takes the type's own, if that holds for it.
struct Ask<T>(PhantomData<T>);

impl<T: Unpin> Ask<T> {
    fn is_unpin(&self) -> bool {
        true
    }
}

trait Otherwise {
    fn is_unpin(&self) -> bool {
        false
    }
}

impl<T> Otherwise for Ask<T> {}
