// Looking under the hood: what an await hands back is written down, and what it gets back.

using System;
using System.Threading;
using System.Threading.Tasks;

/// <summary>
/// The place to which a function's awaits come back: the one that they would have had, and a note
/// of each coming and going. See <see cref="Kitchen.Observe"/>.
/// </summary>
internal sealed class Observed : SynchronizationContext
{
    /// <summary>
    /// The observed function that this thread is inside of, which is who causes a wake.
    /// </summary>
    [ThreadStatic]
    private static string? t_polled;

    private readonly Ledger _ledger;
    private readonly string _name;
    private readonly int _line;
    private readonly SynchronizationContext _inner;
    private readonly object _turn = new object();
    private Task? _task;

    public Observed(Ledger ledger, string name, int line)
    {
        _ledger = ledger;
        _name = name;
        _line = line;
        // Without a context, awaits come back to the thread pool, and so does the base class.
        _inner = Current ?? new SynchronizationContext();
    }

    /// <summary>Calls the function, which runs at once, up to where it first has to wait.</summary>
    public Task Start(Func<Task> function)
    {
        Poll(() => _task = function());
        return _task!;
    }

    /// <summary>What an await calls when the rest of the function can go on.</summary>
    public override void Post(SendOrPostCallback rest, object? state)
    {
        Write("wake", ("by", t_polled ?? "runtime"));
        _inner.Post(_ => Poll(() => rest(state)), null);
    }

    public override void Send(SendOrPostCallback rest, object? state) => _inner.Send(rest, state);

    private void Poll(Action goOn)
    {
        // In the thread pool the rest can begin before this thread has noted that the function
        // stopped.
        lock (_turn)
        {
            Write("poll");
            SynchronizationContext? outside = Current;
            string? outsidePolled = t_polled;
            SetSynchronizationContext(this);
            t_polled = _name;
            try
            {
                goOn();
            }
            finally
            {
                SetSynchronizationContext(outside);
                t_polled = outsidePolled;
            }
            Write(_task is { IsCompleted: true } ? "ready" : "pending");
        }
    }

    private void Write(string kind, (string, string)? field = null) =>
        _ledger.Write(_name, _line, kind, field);
}
