// One method settles a slip that another one awaits: who goes on, and when?

using System.Threading.Tasks;
using static Kitchen;

namespace WhoResumes
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(() =>
        {
            // ANCHOR: slip
            var slip = new TaskCompletionSource<string>();
            // ANCHOR_END: slip
            return Task.WhenAll(IceCakeAsync(slip.Task), TakeCakeOutAsync(slip));
        });
        // ANCHOR_END: main

        // ANCHOR: ice_cake
        static async Task IceCakeAsync(Task<string> slip)
        {
            Begin("icing", "waits");
            string cake = await slip;
            End("icing", "waits");
            Say("icing", $"I go on, with {cake}.");
            Work("alice", "ice cake", 6);
            Say("icing", "The cake is iced.");
        }
        // ANCHOR_END: ice_cake

        // ANCHOR: take_cake_out
        static async Task TakeCakeOutAsync(TaskCompletionSource<string> slip)
        {
            Begin("oven", "bake");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("oven", "bake");
            Work("alice", "take cake out", 2);
            slip.SetResult("a cake");
            Say("baking", "The slip is settled.");
            Work("alice", "wash tin", 4);
            Say("baking", "The tin is washed.");
        }
        // ANCHOR_END: take_cake_out
    }
}
