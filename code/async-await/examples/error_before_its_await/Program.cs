// The cake fails while the cream is awaited, and before the cake is.

using System;
using System.Threading.Tasks;
using static Kitchen;

namespace ErrorBeforeItsAwait
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Task cake = Observe("cake", BakeCakeAsync);
            Task cream = Observe("cream", ChillCreamAsync);
            await cream;
            try
            {
                await cake;
                Say("alice", "The cake is on the table.");
            }
            catch (InvalidOperationException problem)
            {
                Say("alice", $"No cake: {problem.Message}.");
            }
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            Work("alice", "mix batter", 10);
            Begin("oven", "bake");
            Say("alice", "The cake is in the oven.");
            await Task.Delay(Minutes(20));
            End("oven", "bake");
            throw new InvalidOperationException("the fuse has blown");
        }
        // ANCHOR_END: bake_cake

        static async Task ChillCreamAsync()
        {
            Work("alice", "whip cream", 4);
            Begin("fridge", "chill");
            await Task.Delay(Minutes(20));
            End("fridge", "chill");
            Say("alice", "The cream is cold.");
        }
    }
}
