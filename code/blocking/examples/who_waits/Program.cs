// Two ways to wait for the oven, and what each costs the processor.

using System;
using System.Diagnostics;
using System.Threading;
using static Kitchen;

namespace WhoWaits
{
    static class Program
    {
        static void Main()
        {
            // ANCHOR: sleep
            // What the program itself used, without what the system did for it: each of the two
            // counts goes in steps of 10 ms on Linux, and both together could feign a tenth.
            using Process process = Process.GetCurrentProcess();
            TimeSpan before = process.UserProcessorTime;
            TimeSpan wait = Minutes(30);
            Blocked("alice", "oven", () => Thread.Sleep(wait));
            Report("I slept 30 minutes", process.UserProcessorTime - before, wait);
            // ANCHOR_END: sleep

            // ANCHOR: stare
            before = process.UserProcessorTime;
            wait = Minutes(30);
            var watch = Stopwatch.StartNew();
            Begin("processor", "look at the clock");
            Blocked("alice", "oven", () =>
            {
                while (watch.Elapsed < wait)
                {
                    Thread.SpinWait(1);
                }
            });
            End("processor", "look at the clock");
            Report("I stared 30 minutes", process.UserProcessorTime - before, wait);
            // ANCHOR_END: stare
        }

        // ANCHOR: report
        /// <summary>
        /// Says on which side of a tenth the share was. That is the same in every run; the exact
        /// share is not.
        /// </summary>
        static void Report(string how, TimeSpan used, TimeSpan waited)
        {
            string processor = used < waited / 10 ? "free" : "busy";
            Say("alice", $"{how}; the processor was {processor}.");
        }
        // ANCHOR_END: report
    }
}
