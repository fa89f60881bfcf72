// Many threads stand still at once: what each of them keeps, and takes to come.

using System;
using System.Diagnostics;
using System.Threading;
using static Kitchen;

namespace TenThousandThreads
{
    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            int waiters = Knob("waiters", 400);
            using Barrier rollCall = new Barrier(waiters + 1), bell = new Barrier(waiters + 1);
            (long memory, TimeSpan processor) = (MemoryInUse(), ProcessorTime());
            for (int n = 1; n <= waiters; n++)
            {
                int number = n;
                new Thread(() => WaitForBell(number, rollCall, bell)).Start();
            }
            rollCall.SignalAndWait();
            Report(waiters, MemoryInUse() - memory, ProcessorTime() - processor);

            Begin("memory", "a stack for each");
            Work("alice", "read", 30);
            Receive("bell", "alice", "ring");
            bell.SignalAndWait();
            End("memory", "a stack for each");
        }
        // ANCHOR_END: main

        // ANCHOR: wait_for_bell
        /// <summary>The timeline has room for four of them; the others wait likewise.</summary>
        static void WaitForBell(int n, Barrier rollCall, Barrier bell)
        {
            rollCall.SignalAndWait();
            if (n <= 4) Blocked($"waiter {n}", "bell", bell.SignalAndWait);
            else bell.SignalAndWait();
        }
        // ANCHOR_END: wait_for_bell

        // ANCHOR: report
        /// <summary>Says on which side of a limit it was; the exact numbers differ by run.</summary>
        static void Report(int waiters, long bytes, TimeSpan used)
        {
            string memory = bytes / waiters > 1024 ? "more" : "less";
            string time = used / waiters > TimeSpan.FromMilliseconds(5) ? "more" : "less";
            Say("alice", $"{waiters} threads wait for the bell.");
            Say("alice", $"Each has {memory} than 1 KiB in use, and cost the processor {time} than 5 ms.");
        }

        static long MemoryInUse() => Environment.WorkingSet;

        static TimeSpan ProcessorTime() => Process.GetCurrentProcess().TotalProcessorTime;
        // ANCHOR_END: report
    }
}
