// Two cooks, two cakes: parallelism, and two people who wait.

using System.Threading;
using static Kitchen;

namespace TwoCooks
{
    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            Spawn("alice", "bob");
            var bob = new Thread(() => BakeCake("bob", 14));
            bob.Start();

            BakeCake("alice", 10);

            Blocked("alice", "bob", bob.Join);
            Say("alice", "Two cakes are on the table.");
        }
        // ANCHOR_END: main

        // ANCHOR: bake_cake
        static void BakeCake(string cook, int mixing)
        {
            Work(cook, "mix batter", mixing);
            Blocked(cook, "oven", () => Thread.Sleep(Minutes(30)));
            Work(cook, "take cake out", 2);
            Say(cook, "My cake is done.");
        }
        // ANCHOR_END: bake_cake
    }
}
