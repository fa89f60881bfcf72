// A cake from the oven and candles from the shop, both waited for at once.

using System.Threading.Tasks;
using static Kitchen;

namespace BothAtOnce
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            // ANCHOR: wait_for_all
            string[] things = await Task.WhenAll(BakeCakeAsync(), FetchCandlesAsync());
            // ANCHOR_END: wait_for_all
            Say("alice", $"On the table: {things[0]} and {things[1]}.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task<string> BakeCakeAsync()
        {
            Begin("oven", "bake");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("oven", "bake");
            Say("oven", "The cake is baked.");
            return "a cake";
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: fetch_candles
        static async Task<string> FetchCandlesAsync()
        {
            Begin("bob", "walk to the shop");
            await Task.Delay(Minutes(Knob("minutes_to_shop", 20)));
            End("bob", "walk to the shop");
            Say("bob", "I have candles.");
            return "candles";
        }
        // ANCHOR_END: fetch_candles
    }
}
