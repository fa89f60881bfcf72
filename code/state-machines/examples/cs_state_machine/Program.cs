// Baking a cake: the state machine that an async method becomes, written by hand.

using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using static Kitchen;

namespace CsStateMachine
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Work("alice", "read page 1", 8);
            Task cake = Observe("cake", () => BakeCakeAsync("chocolate"));
            Work("alice", "read pages 2 to 5", 32);
            await cake;
            Work("alice", "read page 6", 8);
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static Task BakeCakeAsync(string icing)
        {
            var machine = new BakeCake { Icing = icing, Builder = AsyncTaskMethodBuilder.Create() };
            machine.Builder.Start(ref machine);
            return machine.Builder.Task;
        }
        // ANCHOR_END: bake_cake
    }

    // ANCHOR: bake_cake
    struct BakeCake : IAsyncStateMachine
    {
        public string Icing;
        public AsyncTaskMethodBuilder Builder;
        private int _state; // 0: start, 1: baking
        private TaskAwaiter _oven;

        public void MoveNext()
        {
            if (_state == 0)
            {
                Work("alice", "mix batter", 10);
                Say("alice", "The cake is in the oven.");
                Begin("state", "Baking");
                _state = 1;
                _oven = Task.Delay(Minutes(Knob("minutes_in_oven", 30))).GetAwaiter();
                if (!_oven.IsCompleted)
                {
                    Builder.AwaitUnsafeOnCompleted(ref _oven, ref this);
                    return;
                }
            }
            _oven.GetResult();
            End("state", "Baking");
            Work("alice", $"spread {Icing}", 6);
            Say("alice", "The cake is on the table.");
            Builder.SetResult();
        }

        public void SetStateMachine(IAsyncStateMachine machine) => Builder.SetStateMachine(machine);
    }
    // ANCHOR_END: bake_cake
}
