// A task is started, goes on by itself, and is waited for.

using System.Threading.Tasks;
using static Kitchen;

namespace StartAndWait
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            Spawn("alice", "cake");
            // ANCHOR: start
            Task<string> cake = BakeCakeAsync();
            // ANCHOR_END: start
            await SetTableAsync();
            // ANCHOR: wait
            string dessert = await cake;
            // ANCHOR_END: wait
            Say("alice", $"Here is {dessert}.");
        }
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static async Task<string> BakeCakeAsync()
        {
            Begin("cake", "bake");
            // ANCHOR: sleep
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            // ANCHOR_END: sleep
            End("cake", "bake");
            return "the cake";
        }
        // ANCHOR_END: bake_cake

        static async Task SetTableAsync()
        {
            Begin("alice", "set the table");
            await Task.Delay(Minutes(10));
            End("alice", "set the table");
            Say("alice", "The table is set.");
        }
    }
}
