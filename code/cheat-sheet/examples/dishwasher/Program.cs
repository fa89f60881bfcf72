// What keeps a thread busy for long is moved to another one.

using System.Threading.Tasks;
using static Kitchen;

namespace Dishwasher
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            Spawn("alice", "dishwasher");
            // ANCHOR: run_blocking
            Task<string> clean = Task.Run(WashDishes);
            // ANCHOR_END: run_blocking
            await BakeCakeAsync();
            // ANCHOR: run_blocking
            string dishes = await clean;
            // ANCHOR_END: run_blocking
            Say("alice", $"There are {dishes}.");
        }
        // ANCHOR_END: main

        // ANCHOR: wash_dishes
        static string WashDishes()
        {
            Work("dishwasher", "wash", 30);
            return "clean dishes";
        }
        // ANCHOR_END: wash_dishes

        static async Task BakeCakeAsync()
        {
            Begin("oven", "bake");
            await Task.Delay(Minutes(20));
            End("oven", "bake");
            Say("alice", "The cake is done.");
        }
    }
}
