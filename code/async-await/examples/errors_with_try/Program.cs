// A fuse blows while the cake is awaited, and an ordinary try catches it.

using System;
using System.Threading.Tasks;
using static Kitchen;

namespace ErrorsWithTry
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            try
            {
                await Observe("cake", BakeCakeAsync);
                Say("alice", "The cake is on the table.");
            }
            catch (InvalidOperationException problem)
            {
                Say("alice", $"No cake: {problem.Message}.");
            }
            Say("alice", "Now for the book.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            Work("alice", "mix batter", 10);
            Say("alice", "The cake is in the oven.");
            await HeatAsync();
            Work("alice", "take cake out", 2);
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: heat
        static async Task HeatAsync()
        {
            var (wanted, holds) = (Knob("minutes_in_oven", 30), Knob("fuse_holds", 20));
            Begin("oven", "bake");
            await Task.Delay(Minutes(Math.Min(wanted, holds)));
            End("oven", "bake");
            if (holds < wanted) throw new InvalidOperationException("the fuse has blown");
        }
        // ANCHOR_END: heat
    }
}
