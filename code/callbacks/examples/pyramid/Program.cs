// Three steps, each of which needs what the one before has brought.

using System;
using System.Collections.Concurrent;
using System.Threading;
using static Kitchen;

namespace Pyramid
{
    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            AskFriend(wish =>
                BakeCake(wish, cake =>
                    Deliver(cake, thanks =>
                    {
                        Say("alice", $"My friend says: {thanks}");
                        Due.CompleteAdding();
                    })));
            Say("alice", "Everything is arranged.");
            foreach (Action callback in Due.GetConsumingEnumerable()) callback();
        }
        // ANCHOR_END: main

        // ANCHOR: steps
        static void AskFriend(Action<string> callback)
        {
            Work("alice", "write a letter", 2);
            Later("friend", "think", 6, () => callback("lemon"));
        }

        static void BakeCake(string wish, Action<string> callback)
        {
            Say("alice", $"It is to be a {wish} cake.");
            Work("alice", "mix batter", 10);
            Later("oven", "bake", 30, () => callback($"{wish} cake"));
        }

        static void Deliver(string cake, Action<string> callback)
        {
            Say("alice", $"The {cake} is baked.");
            Work("alice", "wrap it", 4);
            Later("bob", "carry it", 12, () => callback("Thank you!"));
        }
        // ANCHOR_END: steps

        // ANCHOR: later
        static readonly BlockingCollection<Action> Due = new BlockingCollection<Action>();
        static Timer? timer; // A timer that nobody refers to may be collected before it rings.

        static void Later(string lane, string activity, int n, Action callback)
        {
            Begin(lane, activity);
            Action done = () => { End(lane, activity); callback(); };
            timer = new Timer(_ => Due.Add(done), null, Minutes(n), Timeout.InfiniteTimeSpan);
        }
        // ANCHOR_END: later
    }
}
