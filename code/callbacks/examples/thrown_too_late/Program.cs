// Alice is ready to catch what goes wrong, but only as long as her call lasts.

using System;
using System.Threading;
using static Kitchen;

namespace ThrownTooLate
{
    static class Program
    {
        static readonly ManualResetEventSlim IsOver = new ManualResetEventSlim();
        static Timer? oven;

        // ANCHOR: main
        static void Main()
        {
            try
            {
                Work("alice", "mix batter", 10);
                BakeCake(TakeCakeOut);
                Say("alice", "Nothing has gone wrong.");
            }
            catch (InvalidOperationException error)
            {
                Say("alice", $"I have caught it: {error.Message}.");
            }
            IsOver.Wait();
        }
        // ANCHOR_END: main

        // ANCHOR: take_cake_out
        static void TakeCakeOut()
        {
            Work("alice", "take cake out", 2);
            throw new InvalidOperationException("the cake is burnt");
        }
        // ANCHOR_END: take_cake_out

        // ANCHOR: bake_cake
        static void BakeCake(Action callback)
        {
            if (oven != null) throw new InvalidOperationException("the oven is in use");
            Begin("oven", "bake");
            oven = new Timer(_ =>
            {
                End("oven", "bake");
                try { callback(); }
                catch (Exception error) { Say("oven", $"My callback has failed: {error.Message}."); }
                IsOver.Set();
            }, null, Minutes(30), Timeout.InfiniteTimeSpan);
        }
        // ANCHOR_END: bake_cake
    }
}
