// Two workers each put a spoon back and count it on one note: a spoon gets lost.

using System.Threading;
using static Kitchen;

namespace LostSpoon
{
    class Note { public int Spoons; }

    static class Program
    {
        // ANCHOR: main
        static void Main()
        {
            var note = new Note { Spoons = 10 };
            Begin("note", $"{note.Spoons} spoons");
            Spawn("alice", "helper");
            var helper = new Thread(() => TidyUp(note));
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

        // ANCHOR: tidy_up
        static void TidyUp(Note note)
        {
            Work("helper", "wipe the table", Knob("minutes_at_table", 2));
            PutSpoonBack("helper", note, 8);
        }
        // ANCHOR_END: tidy_up

        // ANCHOR: put_spoon_back
        static void PutSpoonBack(string who, Note note, int minutes)
        {
            int spoons = note.Spoons;
            Receive(who, "note", $"{spoons} spoons");
            Work(who, "dry a spoon", minutes);
            WriteDown(who, note, spoons + 1);
            Say(who, $"I have written {spoons + 1}.");
        }

        static void WriteDown(string who, Note note, int spoons)
        {
            End("note", $"{note.Spoons} spoons");
            note.Spoons = spoons;
            Receive("note", who, $"{spoons} spoons");
            Begin("note", $"{spoons} spoons");
        }
        // ANCHOR_END: put_spoon_back
    }
}
