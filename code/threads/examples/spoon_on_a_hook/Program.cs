// Two workers put a spoon back; the note is for whoever has the wooden spoon.

using System.Threading;
using static Kitchen;

namespace SpoonOnAHook
{
    class Note { public int Spoons; public readonly object Hook = new object(); }

    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            var note = new Note { Spoons = 10 };
            Begin("note", $"{note.Spoons} spoons");
            Spawn("alice", "helper");
            var helper = new Thread(() =>
            {
                Work("helper", "wipe the table", 2);
                PutSpoonBack("helper", note, 8);
            });
            helper.Start();

            PutSpoonBack("alice", note, 6);
            Work("alice", "page 1", 6);
            Say("alice", "Page 1 is read.");

            Blocked("alice", "helper", helper.Join);
            Work("alice", "count the spoons", 2);
            Say("alice", $"I count 12 spoons. The note says {note.Spoons}.");
            End("note", $"{note.Spoons} spoons");
        }
        // ANCHOR_END: main

        // ANCHOR: put_spoon_back
        static void PutSpoonBack(string who, Note note, int minutes)
        {
            // What `lock` does, taken apart so that the waiting can be told.
            Blocked(who, "hook", () => Monitor.Enter(note.Hook));
            try
            {
                Begin("hook", $"taken by {who}");
                int spoons = note.Spoons;
                Work(who, "dry a spoon", minutes);
                WriteDown(who, note, spoons + 1);
                Say(who, $"I have written {spoons + 1}.");
                End("hook", $"taken by {who}");
            }
            finally { Monitor.Exit(note.Hook); }
        }
        // ANCHOR_END: put_spoon_back

        static void WriteDown(string who, Note note, int spoons)
        {
            End("note", $"{note.Spoons} spoons");
            note.Spoons = spoons;
            Receive("note", who, $"{spoons} spoons");
            Begin("note", $"{spoons} spoons");
        }
    }
}
