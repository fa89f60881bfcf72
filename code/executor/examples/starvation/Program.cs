// A task that always has something to do, on one thread.

using System.Threading.Channels;
using System.Threading.Tasks;
using static Kitchen;

namespace Starvation
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            await Task.WhenAll(Observe("phone", AnswerPhoneAsync), Observe("letters", AnswerLettersAsync));
        });
        // ANCHOR_END: main

        // ANCHOR: answer_phone
        static async Task AnswerPhoneAsync()
        {
            await Task.Delay(Minutes(10));
            Say("alice", "Hello?");
        }
        // ANCHOR_END: answer_phone

        // ANCHOR: answer_letters
        static async Task AnswerLettersAsync()
        {
            // Letters of many weeks: the next one is there already.
            var pile = Channel.CreateUnbounded<int>();
            int letters = Knob("letters", 5);
            for (int letter = 1; letter <= letters; letter++)
            {
                pile.Writer.TryWrite(letter);
            }
            pile.Writer.Complete();
            await foreach (int letter in pile.Reader.ReadAllAsync())
            {
                Work("alice", $"letter {letter}", 6);
            }
            Say("alice", "The letters are answered.");
        }
        // ANCHOR_END: answer_letters
    }
}
