// A slip for a cake: a task written by hand, and awaited like any other.

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using static Kitchen;

namespace HandMadeFuture
{
    // ANCHOR: future
    class Slip : INotifyCompletion
    {
        private Action? _waiting;
        private string? _value;

        public Slip() => Begin("cake", "pending");
        public Slip GetAwaiter() => this;
        public bool IsCompleted => _value != null;
        public string GetResult() => _value ?? throw new InvalidOperationException("it is pending");

        public void OnCompleted(Action goOn)
        {
            Say("cake", "Pending: I note who is waiting.");
            SynchronizationContext here = SynchronizationContext.Current!; // where it goes on
            _waiting += () => here.Post(_ => goOn(), null);
        }

        public void Resolve(string value)
        {
            Receive("cake", "oven", value);
            End("cake", "pending");
            _value = value;
            Say("cake", "Ready: I wake who is waiting.");
            _waiting?.Invoke();
        }
    }
    // ANCHOR_END: future

    // ANCHOR: main
    static class Program
    {
        static void Main() => OneThread.Run(async () =>
        {
            var cake = new Slip();
            _ = RingAsync(cake);
            Work("alice", "page 1", 8);
            Say("alice", $"Now I have {await cake}.");
            Work("alice", "page 2", 8);
            Say("alice", $"And I still have {await cake}.");
        });

        static async Task RingAsync(Slip cake)
        {
            Begin("oven", "bake");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("oven", "bake");
            Send("oven", "cake", "a cake");
            cake.Resolve("a cake");
        }
    }
    // ANCHOR_END: main
}
