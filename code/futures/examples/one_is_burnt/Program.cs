// Both at once, and one of them fails.

using System;
using System.Threading.Tasks;
using static Kitchen;

namespace OneIsBurnt
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            try
            {
                await Task.WhenAll(BakeCakeAsync(), FetchCandlesAsync());
                Say("alice", "Cake and candles are here.");
            }
            catch (InvalidOperationException error)
            {
                Say("alice", $"No party: {error.Message}.");
            }
            await Task.Delay(Minutes(40 - Now()));
            Say("alice", "We have bread and cheese.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            Begin("oven", "bake");
            await Task.Delay(Minutes(20));
            End("oven", "bake");
            throw new InvalidOperationException("the cake is burnt");
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: fetch_candles
        static async Task FetchCandlesAsync()
        {
            Begin("bob", "walk");
            try
            {
                await Task.Delay(Minutes(26));
                Say("bob", "I have paid.");
                await Task.Delay(Minutes(10));
            }
            finally
            {
                End("bob", "walk");
                Say("bob", "My walk is over.");
            }
        }
        // ANCHOR_END: fetch_candles
    }
}
