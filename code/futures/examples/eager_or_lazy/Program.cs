// A call that is awaited later: when does its body run?

using System.Threading.Tasks;
using static Kitchen;

namespace EagerOrLazy
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Task cake = BakeCakeAsync();
            Say("alice", "The call has returned.");

            await ReadBookAsync();
            Say("alice", "Now I want the cake.");
            await cake;
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
            Work("alice", "page 1", 8);
            for (int page = 2; page <= 4; page++)
            {
                // Between two pages, others get a turn.
                await Task.Yield();
                Work("alice", $"page {page}", 8);
            }
        }
        // ANCHOR_END: read_book
    }
}
