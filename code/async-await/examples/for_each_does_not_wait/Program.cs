// Three trays, a call for each, and a line that is said too early.

using System.Collections.Generic;
using System.Threading.Tasks;
using static Kitchen;

namespace ForEachDoesNotWait
{
    static class Program
    {
        static readonly List<(string What, int Time)> Trays = new List<(string, int)>
        {
            ("muffins", 10), ("scones", 14), ("rolls", 18),
        };

        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Trays.ForEach(async tray =>
            {
                await Observe(tray.What, () => BakeAsync(tray.What, tray.Time));
            });
            Say("alice", "Everything is baked.");

            await Task.Delay(Minutes(20));
            Say("alice", "My friend is at the door.");
        });
        // ANCHOR_END: main

        // ANCHOR: bake
        static async Task BakeAsync(string what, int time)
        {
            Begin(what, "bake");
            await Task.Delay(Minutes(time));
            End(what, "bake");
            Say("alice", $"The {what} are done.");
        }
        // ANCHOR_END: bake
    }
}
