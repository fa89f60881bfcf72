// Where everything that happens is written down: the transcript to standard output, for people;
// the trace to the file that KITCHEN_TRACE names, for the recorder.

using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;

/// <summary>What a run leaves behind: its transcript and its trace.</summary>
internal sealed class Ledger
{
    private static readonly Lazy<Ledger> s_current = new Lazy<Ledger>(Open);

    private readonly object _lock = new object();
    private readonly TextWriter _transcript;
    private readonly Stream? _trace;

    /// <summary>The ledger of this run; its clock starts when the program first uses it.</summary>
    public static Ledger Current => s_current.Value;

    /// <summary>The clock that the ledger takes its times from.</summary>
    public Clock Clock { get; } = new Clock();

    /// <summary>A ledger that writes to these two; without a trace, to one.</summary>
    public Ledger(TextWriter transcript, Stream? trace)
    {
        _transcript = transcript;
        _trace = trace;
    }

    /// <summary>
    /// Writes one event down: its kind, the field that this kind has besides, and what is sent or
    /// received.
    /// </summary>
    public void Write(
        string lane, int line, string kind, (string Name, string Text)? field = null,
        string? what = null, bool isWork = false)
    {
        lock (_lock)
        {
            // Looked up under the lock: the order of events is the order of their times.
            (int minute, TimeSpan late) = Clock.Now();
            if (kind == "say")
            {
                _transcript.Write($"{minute,3}  {lane}: {field?.Text}\n");
            }
            if (_trace is null)
            {
                return;
            }
            var json = new StringBuilder($"{{\"at\":{minute},\"lane\":{Quoted(lane)}");
            json.Append($",\"line\":{line},\"kind\":\"{kind}\"");
            if (field is (string name, string text))
            {
                json.Append($",\"{name}\":{Quoted(text)}");
            }
            if (what != null)
            {
                json.Append($",\"what\":{Quoted(what)}");
            }
            if (isWork)
            {
                json.Append(",\"work\":true");
            }
            json.Append($",\"thread\":{Thread.CurrentThread.ManagedThreadId}");
            json.Append($",\"late_ms\":{(long)late.TotalMilliseconds}}}\n");
            WriteTrace(json.ToString());
        }
    }

    /// <summary>Tells the recorder that the program has a knob.</summary>
    public void WriteKnob(string name, int byDefault)
    {
        lock (_lock)
        {
            WriteTrace($"{{\"knob\":{Quoted(name)},\"default\":{byDefault}}}\n");
        }
    }

    private static Ledger Open()
    {
        string? path = Environment.GetEnvironmentVariable("KITCHEN_TRACE");
        // Without a buffer, each line is one write: a program that is ended leaves no half of one.
        Stream? trace = path is null
            ? null
            : new FileStream(
                path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);
        return new Ledger(Console.Out, trace);
    }

    private void WriteTrace(string line) => _trace?.Write(Encoding.UTF8.GetBytes(line));

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
