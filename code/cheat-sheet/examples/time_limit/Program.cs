// Alice waits for candles, and not for longer than 20 minutes.

using System;
using System.Threading;
using System.Threading.Tasks;
using static Kitchen;

namespace TimeLimit
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            // ANCHOR: timeout
            using var limit = new CancellationTokenSource(Minutes(20));
            try
            {
                string candles = await FetchCandlesAsync(limit.Token);
                Say("alice", $"Here are {candles}.");
            }
            catch (OperationCanceledException)
            {
                Say("alice", "It is too late for candles.");
            }
            // ANCHOR_END: timeout
        }
        // ANCHOR_END: main

        // ANCHOR: fetch_candles
        static async Task<string> FetchCandlesAsync(CancellationToken token)
        {
            Spawn("alice", "bob");
            Begin("bob", "walk to the shop");
            try
            {
                await Task.Delay(Minutes(Knob("minutes_to_shop", 40)), token);
                return "candles";
            }
            finally
            {
                End("bob", "walk to the shop");
            }
        }
        // ANCHOR_END: fetch_candles
    }
}
