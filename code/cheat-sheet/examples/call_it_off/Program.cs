// Bob is sent for candles, and called back.

using System;
using System.Threading;
using System.Threading.Tasks;
using static Kitchen;

namespace CallItOff
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            // ANCHOR: cancel
            using var errand = new CancellationTokenSource();
            Task<string> candles = FetchCandlesAsync(errand.Token);
            // ANCHOR_END: cancel
            await LookForCandlesAsync();
            Cancel("alice", "bob");
            // ANCHOR: cancel
            errand.Cancel();
            // ANCHOR_END: cancel
            try { await candles; }
            catch (OperationCanceledException) { Say("alice", "Bob is back."); }
        }
        // ANCHOR_END: main

        // ANCHOR: fetch_candles
        static async Task<string> FetchCandlesAsync(CancellationToken token)
        {
            Spawn("alice", "bob");
            Begin("bob", "walk to the shop");
            try
            {
                await Task.Delay(Minutes(40), token);
                return "candles";
            }
            finally
            {
                End("bob", "walk to the shop");
            }
        }
        // ANCHOR_END: fetch_candles

        static async Task LookForCandlesAsync()
        {
            Begin("alice", "look through the drawers");
            await Task.Delay(Minutes(10));
            End("alice", "look through the drawers");
            Say("alice", "There are candles in the drawer.");
        }
    }
}
