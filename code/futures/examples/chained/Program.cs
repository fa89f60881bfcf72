// Each of the three steps can fail, and one handler at the end is enough.

using System;
using System.Threading.Tasks;
using static Kitchen;

namespace Chained
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            Task evening = AskFriendAsync()
                .Then(wish => BakeCakeAsync(wish))
                .Then(cake => DeliverAsync(cake))
                .ContinueWith(delivered => Say("alice",
                    delivered.Exception is { InnerException: { } problem }
                    ? $"No cake: {problem.Message}."
                    : $"My friend says: {delivered.Result}"));
            Say("alice", "Everything is arranged.");
            await evening;
        }

        static Task<TNext> Then<T, TNext>(this Task<T> first, Func<T, Task<TNext>> step) =>
            first.ContinueWith(done => step(done.GetAwaiter().GetResult())).Unwrap();
        // ANCHOR_END: main

        // ANCHOR: steps
        static Task<string> AskFriendAsync() =>
            LaterAsync(1, "friend", "think", 8, "lemon", "the letter is lost");

        static Task<string> BakeCakeAsync(string wish) =>
            LaterAsync(2, "oven", "bake", 30, $"{wish} cake", "the oven is cold");

        static Task<string> DeliverAsync(string cake) =>
            LaterAsync(3, "bob", "carry it", 12, "Thank you!", $"the {cake} is lost");
        // ANCHOR_END: steps

        // ANCHOR: later
        static async Task<string> LaterAsync(
            int step, string lane, string activity, int n, string answer, string problem)
        {
            Begin(lane, activity);
            await Task.Delay(Minutes(n));
            End(lane, activity);
            return step == Knob("failing_step", 2) ? throw new InvalidOperationException(problem) : answer;
        }
        // ANCHOR_END: later
    }
}
