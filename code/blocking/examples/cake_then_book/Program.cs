// The obvious code: first the cake, then the book.

using System.Threading;
using static Kitchen;

namespace CakeThenBook
{
    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            BakeCake();
            ReadBook();
        }
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static void BakeCake()
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
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: read_book
        static void ReadBook()
        {
            int pages = Knob("pages", 6);
            for (int page = 1; page <= pages; page++)
            {
                Work("alice", $"page {page}", 8);
            }
            Say("alice", "The book is finished.");
        }
        // ANCHOR_END: read_book
    }
}
