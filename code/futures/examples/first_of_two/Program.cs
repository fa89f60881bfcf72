// Two go for candles, and whoever is back first will do.

using System.Threading.Tasks;
using static Kitchen;

namespace FirstOfTwo
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            // ANCHOR: first_of_several
            Task<string> first = await Task.WhenAny(
                FetchCandlesAsync("bob", "shop", 10),
                FetchCandlesAsync("friend", "market", 26));
            string candles = await first;
            // ANCHOR_END: first_of_several
            Say("alice", $"Here are the {candles}.");
            await IceCakeAsync();
            await Task.Delay(Minutes(10));
            Say("alice", "The party begins.");
        });
        // ANCHOR_END: main

        // ANCHOR: fetch_candles
        static async Task<string> FetchCandlesAsync(string who, string place, int way)
        {
            Spawn("alice", who);
            Begin(who, "walk");
            try
            {
                await Task.Delay(Minutes(way));
                Say(who, $"I have paid at the {place}.");
                await Task.Delay(Minutes(10));
                return $"candles from the {place}";
            }
            finally
            {
                End(who, "walk");
                Say(who, $"My walk to the {place} is over.");
            }
        }
        // ANCHOR_END: fetch_candles

        // ANCHOR: ice_cake
        static async Task IceCakeAsync()
        {
            Begin("cake", "icing sets");
            await Task.Delay(Minutes(10));
            End("cake", "icing sets");
            Say("alice", "The cake is iced.");
        }
        // ANCHOR_END: ice_cake
    }
}
