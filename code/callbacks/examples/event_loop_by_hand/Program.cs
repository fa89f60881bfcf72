// An event loop by hand: a queue of callbacks, and a loop that calls them.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using static Kitchen;

namespace EventLoopByHand
{
    static class Program
    {
        // ANCHOR: call_later
        static readonly Stopwatch Watch = Stopwatch.StartNew();
        static readonly List<(TimeSpan Due, string Name, Action Callback)> Queue =
            new List<(TimeSpan, string, Action)>();

        static void CallLater(int n, string name, Action callback)
        {
            TimeSpan due = Watch.Elapsed + Minutes(n);
            int place = Queue.FindLastIndex(other => other.Due <= due) + 1;
            Queue.Insert(place, (due, name, callback));
            Begin("queue", name);
        }
        // ANCHOR_END: call_later

        // ANCHOR: main
        static void Main()
        {
            Work("alice", "mix batter", 10);
            Say("alice", "The cake is in the oven.");
            CallLater(Knob("minutes_in_oven", 30), "take cake out", TakeCakeOut);
            CallLater(0, "page 1", () => ReadPage(1));

            while (Queue.Count > 0)
            {
                (TimeSpan due, string name, Action callback) = Queue[0];
                Queue.RemoveAt(0);
                TimeSpan wait = due - Watch.Elapsed;
                if (wait > TimeSpan.Zero) Blocked("loop", "clock", () => Thread.Sleep(wait));
                End("queue", name);
                Receive("alice", "loop", "control");
                callback();
                Receive("loop", "alice", "control");
            }
        }
        // ANCHOR_END: main

        // ANCHOR: callbacks
        static void TakeCakeOut()
        {
            Work("alice", "take cake out", 2);
            Say("alice", "The cake is on the table.");
            CallLater(30, "add sugar", () => Work("alice", "add sugar", 4));
        }

        static void ReadPage(int page)
        {
            Work("alice", $"page {page}", 8);
            if (page >= Knob("pages", 6)) Say("alice", "The book is finished.");
            else CallLater(0, $"page {page + 1}", () => ReadPage(page + 1));
        }
        // ANCHOR_END: callbacks
    }
}
