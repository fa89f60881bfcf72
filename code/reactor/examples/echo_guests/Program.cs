// Three guests on one thread: another one, of the runtime, hears who has spoken.

using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using static Kitchen;

namespace EchoGuests
{
    static class Program
    {
        // ANCHOR: main
        static void Main() => OneThread.Run(async () =>
        {
            var door = new TcpListener(IPAddress.Loopback, 0);
            door.Start();
            int port = ((IPEndPoint)door.LocalEndpoint).Port;
            new Thread(() => Guest("first", port, 4, 18, "an apple cake")).Start();
            new Thread(() => Guest("second", port, 8, 12, "a plum cake")).Start();
            new Thread(() => Guest("third", port, 12, 12, "a cherry pie")).Start();
            await WelcomeAsync(door);
        });
        // ANCHOR_END: main

        // ANCHOR: welcome
        static async Task WelcomeAsync(TcpListener door)
        {
            var tasks = new List<Task>();
            foreach (string name in new[] { "first", "second", "third" })
            {
                TcpClient guest = await door.AcceptTcpClientAsync();
                Spawn("door", name);
                tasks.Add(Observe(name, () => RepeatAsync(name, guest)));
            }
            await Task.WhenAll(tasks);
        }
        // ANCHOR_END: welcome

        // ANCHOR: repeat
        static async Task RepeatAsync(string name, TcpClient guest)
        {
            var words = new byte[80];
            int length = await guest.GetStream().ReadAsync(words);
            Work(name, "repeat", 6);
            Say(name, $"You would like {Encoding.UTF8.GetString(words, 0, length)}.");
            await guest.GetStream().WriteAsync(words.AsMemory(0, length));
        }
        // ANCHOR_END: repeat

        // ANCHOR: guest
        static void Guest(string name, int port, int come, int order, string cake)
        {
            Thread.Sleep(Minutes(come));
            Send("guests", "door", name);
            using var host = new TcpClient("127.0.0.1", port);
            Thread.Sleep(Minutes(order));
            Send("guests", name, cake);
            host.GetStream().Write(Encoding.UTF8.GetBytes(cake));
            host.GetStream().Read(new byte[80]);
        }
        // ANCHOR_END: guest
    }
}
