// Alice waits for a cake, and nobody has what would tell her that it is there.

using System.Threading.Tasks;
using static Kitchen;

namespace NobodyResumes
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            int watchdog = Knob("watchdog", 60);
            Task alice = WaitForCakeAsync();
            if (watchdog == 0)
            {
                await alice;
            }
            else
            {
                await Task.Delay(Minutes(watchdog));
                Say("watchdog", "Alice is still waiting.");
            }
        });
        // ANCHOR_END: main

        // ANCHOR: wait_for_cake
        static async Task WaitForCakeAsync()
        {
            Begin("alice", "waits");
            Say("alice", "Tell me when there is a cake.");
            await new TaskCompletionSource<string>().Task; // whose source nobody keeps
            End("alice", "waits");
            Say("alice", "There is a cake.");
        }
        // ANCHOR_END: wait_for_cake
    }
}
