// A second worker waits for the oven, so that Alice does not have to.

using System.Threading;
using static Kitchen;

namespace ThreadPerTask
{
    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            Spawn("alice", "helper");
            var helper = new Thread(BakeCake);
            helper.Start();

            ReadBook();

            Blocked("alice", "helper", helper.Join);
            Say("alice", "Cake and book are done.");
        }
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static void BakeCake()
        {
            Work("helper", "mix batter", 12);
            Blocked("helper", "oven", () =>
            {
                Begin("oven", "bake");
                Thread.Sleep(Minutes(30));
                End("oven", "bake");
            });
            Work("helper", "take cake out", 2);
            Say("helper", "The cake is on the table.");
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: read_book
        static void ReadBook()
        {
            for (int page = 1; page <= 6; page++)
            {
                Work("alice", $"page {page}", 8);
            }
            Say("alice", "The book is finished.");
        }
        // ANCHOR_END: read_book
    }
}
