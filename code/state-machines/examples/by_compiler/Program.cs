// Baking a cake: an async method, of which the compiler makes a state machine.

using System.Threading.Tasks;
using static Kitchen;

namespace ByCompiler
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Work("alice", "read page 1", 8);
            Task cake = Observe("cake", () => BakeCakeAsync("chocolate"));
            Work("alice", "read pages 2 to 5", 32);
            await cake;
            Work("alice", "read page 6", 8);
        });
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync(string icing)
        {
            Work("alice", "mix batter", 10);
            Say("alice", "The cake is in the oven.");
            Begin("state", "Baking");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("state", "Baking");
            Work("alice", $"spread {icing}", 6);
            Say("alice", "The cake is on the table.");
        }
        // ANCHOR_END: bake_cake
    }
}
