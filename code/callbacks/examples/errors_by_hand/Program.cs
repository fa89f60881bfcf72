// Each of the three steps can fail, and each callback has to ask whether it has.

using System;
using System.Collections.Concurrent;
using System.Threading;
using static Kitchen;

namespace ErrorsByHand
{
    static class Program
    {
        static readonly BlockingCollection<string> Outcome = new BlockingCollection<string>();
        static Timer? timer; // A timer that nobody refers to may be collected before it rings.

        // ANCHOR: main
        static void Main()
        {
            AskFriend((askError, wish) =>
            {
                if (askError != null) Outcome.Add($"No cake: {askError.Message}.");
                else BakeCake(wish, (bakeError, cake) =>
                {
                    if (bakeError != null) Outcome.Add($"No cake: {bakeError.Message}.");
                    else Deliver(cake, (carryError, thanks) =>
                    {
                        if (carryError != null) Outcome.Add($"No cake: {carryError.Message}.");
                        else Outcome.Add($"My friend says: {thanks}");
                    });
                });
            });
            Say("alice", "Everything is arranged.");
            Say("alice", Outcome.Take());
        }
        // ANCHOR_END: main

        // ANCHOR: steps
        static void AskFriend(Action<Exception?, string?> callback) =>
            Later(1, "friend", "think", 8, "lemon", "the letter is lost", callback);

        static void BakeCake(string? wish, Action<Exception?, string?> callback) =>
            Later(2, "oven", "bake", 30, $"{wish} cake", "the oven is cold", callback);

        static void Deliver(string? cake, Action<Exception?, string?> callback) =>
            Later(3, "bob", "carry it", 12, "Thank you!", $"the {cake} is lost", callback);
        // ANCHOR_END: steps

        // ANCHOR: later
        static void Later(int step, string lane, string activity, int n,
            string answer, string problem, Action<Exception?, string?> callback)
        {
            Begin(lane, activity);
            timer = new Timer(_ =>
            {
                End(lane, activity);
                if (step == Knob("failing_step", 2)) callback(new InvalidOperationException(problem), null);
                else callback(null, answer);
            }, null, Minutes(n), Timeout.InfiniteTimeSpan);
        }
        // ANCHOR_END: later
    }
}
