// Alice goes to bed with a cake in the oven.

using System.Threading.Tasks;
using static Kitchen;

namespace GoodNight
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            _ = Observe("cake", BakeCakeAsync);
            await Task.Delay(Minutes(5));
            Work("alice", "brush teeth", 5);
            Say("alice", "Good night.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            try
            {
                Say("cake", "The cake is in the oven.");
                await Task.Delay(Minutes(30));
                Say("cake", "The cake is done.");
            }
            finally
            {
                Say("cake", "The oven is off.");
            }
        }
        // ANCHOR_END: bake_cake
    }
}
