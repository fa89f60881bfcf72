// Cake and cream: both are begun, and then both are awaited.

using System.Threading.Tasks;
using static Kitchen;

namespace AwaitTogether
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Task cake = Observe("cake", BakeCakeAsync);
            Task cream = Observe("cream", ChillCreamAsync);
            await Task.WhenAll(cake, cream);
            Say("alice", "Cake and cream are ready.");
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
            Say("alice", "The cake is baked.");
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: chill_cream
        static async Task ChillCreamAsync()
        {
            Work("alice", "whip cream", 4);
            Begin("fridge", "chill");
            Say("alice", "The cream is in the fridge.");
            await Task.Delay(Minutes(Knob("minutes_in_fridge", 20)));
            End("fridge", "chill");
            Say("alice", "The cream is cold.");
        }
        // ANCHOR_END: chill_cream
    }
}
