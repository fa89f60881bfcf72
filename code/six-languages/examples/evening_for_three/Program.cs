// An evening for three: two cakes, a phone, and a book that is cut short.

using System.Threading;
using System.Threading.Tasks;
using static Kitchen;

namespace EveningForThree
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            using var reading = new CancellationTokenSource();
            Task phone = Observe("phone", AnswerPhoneAsync);
            Task first = Observe("first", () => BakeCakeAsync("first"));
            Task book = Observe("book", () => ReadBookAsync(reading.Token));
            Say("alice", "Everything is begun.");
            await phone;
            Cancel("alice", "book");
            reading.Cancel();
            await Task.WhenAny(book); // By itself, a canceled task throws.
            await Task.WhenAll(first, Observe("second", () => BakeCakeAsync("second")));
            Say("alice", "Two cakes for three.");
        });
        // ANCHOR_END: main

        // ANCHOR: answer_phone
        static async Task AnswerPhoneAsync()
        {
            await Task.Delay(Minutes(Knob("phone_rings", 31)));
            Work("alice", "talk", 2);
            Say("alice", "A third person is coming.");
        }
        // ANCHOR_END: answer_phone

        // ANCHOR: bake_cake
        static async Task BakeCakeAsync(string cake)
        {
            Work("alice", "mix batter", 10);
            Begin("oven", $"{cake} cake");
            await Task.Delay(Minutes(Knob("minutes_in_oven", 30)));
            End("oven", $"{cake} cake");
            Say("alice", $"The {cake} cake is on the table.");
        }
        // ANCHOR_END: bake_cake

        // ANCHOR: read_book
        static async Task ReadBookAsync(CancellationToken reading)
        {
            int page = 0;
            try
            {
                while (page < 6 && !reading.IsCancellationRequested)
                {
                    Work("alice", $"page {++page}", 8);
                    await Task.Delay(Minutes(4), reading);
                }
            }
            finally
            {
                Say("alice", $"The bookmark is after page {page}.");
            }
        }
        // ANCHOR_END: read_book
    }
}
