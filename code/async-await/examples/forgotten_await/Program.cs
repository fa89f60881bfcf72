// The cake is begun, and its await is forgotten.

using System.Threading.Tasks;
using static Kitchen;

namespace ForgottenAwait
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            // The compiler warns of the next line: CS4014, the call is not awaited.
            Observe("cake", BakeCakeAsync);
            Say("alice", "The cake is done.");

            await Task.Delay(Minutes(50));
            Say("alice", "My friend is at the door.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync()
        {
            Work("alice", "mix batter", 10);
            Begin("oven", "bake");
            Say("alice", "The cake is in the oven.");
            await Task.Delay(Minutes(30));
            End("oven", "bake");
            Say("alice", "The cake is on the table.");
        }
        // ANCHOR_END: bake_cake
    }
}
