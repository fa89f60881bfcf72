// A function is to be lent a number of another one across an await: the compiler refuses.

using System.Threading.Tasks;
using static Kitchen;

namespace LentAcrossAwait
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            int pagesLeft = 6;
            Begin("number", "lent");
            await ReadPageAsync(ref pagesLeft);
            End("number", "lent");
            Say("alice", $"There are {pagesLeft} pages left.");
        }
        // ANCHOR_END: main

        // ANCHOR: read_page
        static async Task ReadPageAsync(ref int pagesLeft)
        {
            Work("alice", "read a page", 8);
            // She rests her eyes.
            await Task.Delay(Minutes(4));
            pagesLeft--;
        }
        // ANCHOR_END: read_page
    }
}
