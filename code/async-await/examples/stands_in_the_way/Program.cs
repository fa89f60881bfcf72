// Cake and book at once, but for one call that holds the thread.

using System.Threading;
using System.Threading.Tasks;
using static Kitchen;

namespace StandsInTheWay
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
        static Task BakeCakeAsync()
        {
            Work("alice", "mix batter", 10);
            Say("alice", "The cake is in the oven.");
            Blocked("alice", "oven", () =>
            {
                Begin("oven", "bake");
                Thread.Sleep(Minutes(Knob("minutes_in_oven", 30)));
                End("oven", "bake");
            });
            Work("alice", "take cake out", 2);
            Say("alice", "The cake is on the table.");
            return Task.CompletedTask;
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: read_book
        static async Task ReadBookAsync()
        {
            int pages = Knob("pages", 6);
            for (int page = 1; page <= pages; page++)
            {
                Work("alice", $"page {page}", 8);
                await Task.Yield();
            }
            Say("alice", "The book is finished.");
        }
        // ANCHOR_END: read_book
    }
}
