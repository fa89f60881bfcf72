// Alice gives the oven a function to call, and reads.

using System;
using System.Collections.Concurrent;
using System.Threading;
using static Kitchen;

namespace OvenCallsBack
{
    static class Program
    {
        static readonly BlockingCollection<Action> Due = new BlockingCollection<Action>();
        // A timer calls on a thread of the pool. Alice has one pair of hands: it passes on.
        static readonly Timer Oven = new Timer(_ => Due.Add(TakeCakeOut));

        // ANCHOR: main
        static void Main()
        {
            BakeCake();
            ReadBook();
            foreach (Action callback in Due.GetConsumingEnumerable()) callback();
        }
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static void BakeCake()
        {
            Work("alice", "mix batter", 10);
            Begin("oven", "bake");
            Send("alice", "oven", "a function");
            Oven.Change(Minutes(Knob("minutes_in_oven", 30)), Timeout.InfiniteTimeSpan);
            Say("alice", "The cake is in the oven.");
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: take_cake_out
        static void TakeCakeOut()
        {
            Receive("alice", "oven", "the call");
            End("oven", "bake");
            Work("alice", "take cake out", 2);
            Say("alice", "The cake is on the table.");
            Due.CompleteAdding();
        }
        // ANCHOR_END: take_cake_out

        // ANCHOR: read_book
        static void ReadBook()
        {
            int pages = Knob("pages", 6);
            for (int page = 1; page <= pages; page++)
            {
                Work("alice", $"page {page}", 8);
            }
            Say("alice", "The book is finished.");
        }
        // ANCHOR_END: read_book
    }
}
