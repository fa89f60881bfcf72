// Alice leaves notes, and Bob reads each when it is there.

using System.Threading.Channels;
using System.Threading.Tasks;
using static Kitchen;

namespace NoteOnTheFridge
{
    static class Program
    {
        // ANCHOR: main
        static async Task Main()
        {
            // ANCHOR: pass_a_message
            Channel<string> fridge = Channel.CreateUnbounded<string>();
            // ANCHOR_END: pass_a_message
            Spawn("alice", "bob");
            Task bob = ReadNotesAsync(fridge.Reader);
            foreach (string note in new[] { "candles", "milk" })
            {
                await Task.Delay(Minutes(10));
                Send("alice", "bob", note);
                // ANCHOR: pass_a_message
                await fridge.Writer.WriteAsync(note);
                // ANCHOR_END: pass_a_message
            }
            await Task.Delay(Minutes(10));
            // ANCHOR: pass_a_message
            fridge.Writer.Complete();
            // ANCHOR_END: pass_a_message
            await bob;
            Say("alice", "Bob has read them all.");
        }
        // ANCHOR_END: main

        // ANCHOR: read_notes
        static async Task ReadNotesAsync(ChannelReader<string> notes)
        {
            // ANCHOR: pass_a_message
            await foreach (string note in notes.ReadAllAsync())
            {
                Receive("bob", "alice", note);
                Say("bob", $"The note says: {note}.");
            }
            // ANCHOR_END: pass_a_message
        }
        // ANCHOR_END: read_notes
    }
}
