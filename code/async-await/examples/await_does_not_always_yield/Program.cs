// Cake and book: every page is awaited, and the cake is not seen to.

using System.Threading.Tasks;
using static Kitchen;

namespace AwaitDoesNotAlwaysYield
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            await Task.WhenAll(Observe("cake", BakeCakeAsync), Observe("book", ReadBookAsync));
            Say("alice", "Cake and book are done.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            Work("alice", "mix batter", 10);
            Begin("oven", "bake");
            Say("alice", "The cake is in the oven.");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("oven", "bake");
            Work("alice", "take cake out", 2);
            Say("alice", "The cake is on the table.");
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: read_book
        static async Task ReadBookAsync()
        {
            int pages = Knob("pages", 6);
            for (int page = 1; page <= pages; page++)
            {
                await ReadPageAsync(page);
            }
            Say("alice", "The book is finished.");
        }

        static Task ReadPageAsync(int page)
        {
            Work("alice", $"page {page}", 8);
            return Task.CompletedTask;
        }
        // ANCHOR_END: read_book
    }
}
