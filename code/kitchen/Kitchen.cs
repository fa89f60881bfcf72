// The kitchen: how a program of the book speaks, and how it tells time.

using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

/// <summary>
/// How a program of the book speaks, and how it tells time.
/// </summary>
/// <remarks>
/// A program uses its language's own primitives (<c>Thread.Sleep</c>, <c>Task.Delay</c>); the
/// kitchen hides none of them. It turns minutes of the story into durations, prints the
/// transcript, and writes down what happened, so that the book can draw it.
///
/// There are two ways to spend story time, and the book is about the difference:
/// <list type="bullet">
/// <item><em>waiting</em>: the language's own sleep, for <see cref="Minutes"/>; whoever waits
/// leaves its thread free, or blocks it, as that sleep does;</item>
/// <item><em>working</em>: <see cref="Work"/>, during which the current thread does this and
/// nothing else.</item>
/// </list>
/// <code>
/// Work("alice", "mix batter", 10);
/// Begin("oven", "bake");
/// Thread.Sleep(Minutes(30));
/// End("oven", "bake");
/// Say("alice", "The cake is done.");
/// </code>
/// Each function throws when what the recorder has set for it is unusable: <c>KITCHEN_MINUTE_US</c>
/// and <c>KITCHEN_GRID</c> are whole numbers from 1, <c>KITCHEN_TRACE</c> is a file that can be
/// written.
/// </remarks>
public static class Kitchen
{
    /// <summary>
    /// How long <paramref name="n"/> minutes of the story last from now, as a duration to wait for.
    /// </summary>
    /// <remarks>
    /// On a real clock this is not always the same number: time that the machine lost on the way
    /// is taken off, so that a story does not drift.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// <paramref name="n"/> is below 0, or not on the grid of a program that is being recorded.
    /// </exception>
    public static TimeSpan Minutes(int n) => Ledger.Current.Clock.DurationOf(n);

    /// <summary>
    /// <paramref name="actor"/> is busy with <paramref name="activity"/> for <paramref name="n"/>
    /// minutes, and so is the current thread.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="n"/> is below 0, or not on the grid of a program that is being recorded.
    /// </exception>
    public static void Work(string actor, string activity, int n, [CallerLineNumber] int line = 0)
    {
        Ledger ledger = Ledger.Current;
        ledger.Write(actor, line, "begin", ("activity", activity), isWork: true);
        ledger.Clock.Pass(n);
        ledger.Write(actor, line, "end", ("activity", activity));
    }

    /// <summary><paramref name="actor"/> says a line of the transcript.</summary>
    public static void Say(string actor, string text, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(actor, line, "say", ("text", text));

    /// <summary>
    /// <paramref name="activity"/> begins on <paramref name="actor"/>'s lane, and goes on by itself
    /// until <see cref="End"/>.
    /// </summary>
    public static void Begin(string actor, string activity, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(actor, line, "begin", ("activity", activity));

    /// <summary>
    /// <paramref name="activity"/>, which <see cref="Begin"/> started, is over.
    /// </summary>
    public static void End(string actor, string activity, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(actor, line, "end", ("activity", activity));

    /// <summary>
    /// <paramref name="actor"/>'s thread stands still for <paramref name="on"/> while
    /// <paramref name="wait"/> runs; when that throws, the end of it is not written down.
    /// </summary>
    public static void Blocked(
        string actor, string on, Action wait, [CallerLineNumber] int line = 0)
    {
        Ledger.Current.Write(actor, line, "block", ("on", on));
        wait();
        Ledger.Current.Write(actor, line, "unblock", ("by", on));
    }

    /// <summary>
    /// <paramref name="actor"/> starts <paramref name="task"/>, a lane that runs beside it.
    /// </summary>
    public static void Spawn(string actor, string task, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(actor, line, "spawn", ("task", task));

    /// <summary>
    /// <paramref name="what"/> leaves <paramref name="actor"/>, for the lane <paramref name="to"/>.
    /// </summary>
    public static void Send(string actor, string to, string what, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(actor, line, "send", ("to", to), what);

    /// <summary>
    /// <paramref name="what"/> has come to <paramref name="actor"/> from the lane
    /// <paramref name="from"/>.
    /// </summary>
    public static void Receive(
        string actor, string from, string what, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(actor, line, "receive", ("from", from), what);

    /// <summary>
    /// <paramref name="actor"/> asks <paramref name="task"/>, another lane, to stop.
    /// </summary>
    public static void Cancel(string actor, string task, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(task, line, "cancel", ("by", actor));

    /// <summary>
    /// What the lane <paramref name="task"/> stood for is gone, finished or not.
    /// </summary>
    public static void Dropped(string task, [CallerLineNumber] int line = 0) =>
        Ledger.Current.Write(task, line, "drop");

    /// <summary>The minute of the story that it is.</summary>
    public static int Now() => Ledger.Current.Clock.Now().Minute;

    /// <summary>
    /// The number that the reader has set <paramref name="name"/> to, or
    /// <paramref name="byDefault"/>.
    /// </summary>
    /// <remarks>Set on the command line, as <c>pages=3</c>.</remarks>
    /// <exception cref="FormatException">
    /// What the reader has set is not digits alone, or not below 2³¹.
    /// </exception>
    public static int Knob(string name, int byDefault)
    {
        Ledger.Current.WriteKnob(name, byDefault);
        foreach (string argument in Environment.GetCommandLineArgs().Skip(1))
        {
            string[] pair = argument.Split('=', 2);
            if (pair.Length == 2 && pair[0].TrimStart('-') == name)
            {
                return WholeNumber.Parse(name, pair[1], least: 0);
            }
        }
        return byDefault;
    }

    /// <summary>
    /// Calls <paramref name="function"/>, and writes down on the lane <paramref name="name"/>
    /// whenever it goes on, hands its thread back, and is told that it can go on.
    /// </summary>
    /// <remarks>
    /// What comes after an <c>await</c> runs where it would have run, but one piece of the function
    /// at a time, in the thread pool too: a function that blocks until its own continuation has
    /// run would deadlock. What it does after a <c>ConfigureAwait(false)</c> is not seen. What it
    /// throws is in the task that it returns, or thrown at once, as without <c>Observe</c>.
    /// </remarks>
    public static Task Observe(
        string name, Func<Task> function, [CallerLineNumber] int line = 0) =>
        new Observed(Ledger.Current, name, line).Start(function);

    /// <summary>
    /// As <see cref="Observe(string, Func{Task}, int)"/>, for a function that has a result.
    /// </summary>
    public static Task<T> Observe<T>(
        string name, Func<Task<T>> function, [CallerLineNumber] int line = 0) =>
        (Task<T>)Observe(name, (Func<Task>)function, line);
}
