// Two slips: for a cake that is not there yet, and for a pie that never will be.

using System;
using System.Threading.Tasks;
using static Kitchen;

namespace PromiseStates
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            var cake = new TaskCompletionSource<string>();
            var pie = new TaskCompletionSource<string>();
            Watch("cake", cake.Task);
            Watch("pie", pie.Task);

            await Task.Delay(Minutes(20));
            Send("alice", "pie", "it is burnt");
            pie.SetException(new InvalidOperationException("it is burnt"));
            await Task.Delay(Minutes(10));
            Send("alice", "cake", "a chocolate cake");
            cake.SetResult("a chocolate cake");
            await Task.Delay(Minutes(10));
            Send("alice", "cake", "an apple cake");
            cake.TrySetResult("an apple cake"); // False; SetResult would throw.
            await Task.Delay(Minutes(10));
            await RedeemAsync("cake", cake.Task);
            await Task.Delay(Minutes(10));
            await RedeemAsync("cake", cake.Task);
        }
        // ANCHOR_END: main

        // ANCHOR: watch
        static void Watch(string name, Task<string> slip)
        {
            Begin(name, "pending");
            slip.ContinueWith(settled =>
            {
                string? error = settled.Exception?.InnerException?.Message;
                Receive(name, "alice", error ?? settled.Result);
                End(name, "pending");
                Say(name, error is null ? $"Fulfilled: {settled.Result}." : $"Rejected: {error}.");
            });
        }
        // ANCHOR_END: watch

        // ANCHOR: redeem
        static Task RedeemAsync(string name, Task<string> slip) => slip.ContinueWith(settled =>
        {
            Receive("friend", name, settled.Result);
            Say("friend", $"I get {settled.Result}.");
        });
        // ANCHOR_END: redeem
    }
}
