// A timer that is due, a task that is queued, and a task that the task queues: who is next?

using System.Threading.Tasks;
using static Kitchen;

namespace MicroBeforeMacro
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            Begin("timer", "set to 2 minutes");
            Task oven = TurnOvenDownAsync();
            Begin("first", "queued");
            Task first = AnswerFirstAsync();

            Work("alice", "page 1", 8);
            Say("alice", "Page 1 is read.");
            await Task.WhenAll(first, oven);
        });
        // ANCHOR_END: main

        // ANCHOR: turns
        static async Task AnswerFirstAsync()
        {
            await Task.Yield(); // the rest goes into the queue
            End("first", "queued");
            Work("alice", "first message", 2);
            Say("alice", "The first message is answered.");

            Begin("second", "queued");
            await AnswerSecondAsync();
        }

        static async Task AnswerSecondAsync()
        {
            await Task.Yield();
            End("second", "queued");
            Work("alice", "second message", 2);
            Say("alice", "The second message is answered.");
        }

        static async Task TurnOvenDownAsync()
        {
            await Task.Delay(Minutes(2));
            End("timer", "set to 2 minutes");
            Work("alice", "turn oven down", 4);
            Say("alice", "The oven is turned down.");
        }
        // ANCHOR_END: turns
    }
}
