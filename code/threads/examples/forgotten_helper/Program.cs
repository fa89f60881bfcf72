// A helper waits for a bell, and nobody has the bell any more.

using System;
using System.Threading;
using static Kitchen;

namespace ForgottenHelper
{
    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            Spawn("alice", "helper");
            ManualResetEvent? bell = new ManualResetEvent(false);
            // A background thread may be left behind when the program ends.
            var helper = new Thread(WaitForBell) { IsBackground = true };
            helper.Start(bell);

            Work("alice", "page 1", 10);
            // From here on nobody has the bell but the thread that waits.
            bell = null;
            GC.Collect();
            Begin("bell", "nobody has it");
            Work("alice", "page 2", 10);

            if (helper.IsAlive)
            {
                Say("alice", "The helper is still waiting.");
            }
            else
            {
                Say("alice", "The helper is gone.");
            }
            End("bell", "nobody has it");
        }
        // ANCHOR_END: main

        // ANCHOR: wait_for_bell
        static void WaitForBell(object? bell)
        {
            Blocked("helper", "bell", () => ((WaitHandle)bell!).WaitOne());
            Say("helper", "The bell has rung.");
        }
        // ANCHOR_END: wait_for_bell
    }
}
