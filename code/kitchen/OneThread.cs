// One pair of hands for everything that is awaited.

using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

/// <summary>
/// One thread that carries on what is awaited on it, one thing at a time: the message loop that a
/// UI framework brings along. A console program has none; there, what comes after an <c>await</c>
/// runs on any thread of the thread pool.
/// </summary>
public static class OneThread
{
    /// <summary>
    /// Calls <paramref name="function"/>, and carries it on on this thread until it is finished;
    /// throws what it throws.
    /// </summary>
    public static void Run(Func<Task> function)
    {
        SynchronizationContext? outside = SynchronizationContext.Current;
        var loop = new Loop();
        SynchronizationContext.SetSynchronizationContext(loop);
        try
        {
            Task task = function();
            loop.CarryOnUntil(task);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    private sealed class Loop : SynchronizationContext
    {
        private readonly BlockingCollection<Action> _due = new BlockingCollection<Action>();

        public override void Post(SendOrPostCallback rest, object? state) =>
            _due.Add(() => rest(state));

        public override void Send(SendOrPostCallback rest, object? state) =>
            throw new NotSupportedException("nobody may stand still for the loop");

        public void CarryOnUntil(Task end)
        {
            // If it ends on another thread, this one has to look up.
            end.ContinueWith(_ => _due.Add(() => { }), TaskScheduler.Default);
            while (!end.IsCompleted)
            {
                Action goOn = _due.Take();
                goOn();
            }
        }
    }
}
