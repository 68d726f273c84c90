using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TextClassify.Api.Settings;

/// <summary>What one request may ask for. Sizes in bytes where the name says so, else in items.</summary>
internal sealed class LimitsOptions
{
    public const string SectionName = "Limits";

    private const int LeastReadAheadBytes = 256 * 1024;

    /// <summary>Most inputs of a JSON request; a longer list is for NDJSON.</summary>
    [Range(1, 100_000)]
    public int MaxInputs { get; set; } = 1_024;

    /// <summary>Largest JSON body.</summary>
    [Range(1_024, 1_073_741_824)]
    public int MaxBodyBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Most bytes of bodies that all requests hold together, each until it is answered; 0 is a sixteenth of the memory the process may use.
    /// At least four thirds of what one request may have, by <see cref="MaxBodyBytes"/> and <see cref="MaxLineBytes"/>: the last quarter is
    /// for requests of up to 1 MiB.
    /// </summary>
    [Range(typeof(long), "0", "1099511627776")]
    public long MaxBodyBytesInFlight { get; set; }

    /// <summary>
    /// Most tokens the model may be asked to run for one request, a line of NDJSON counted alone: the tokens of each text times its model
    /// calls. A character of a language model counts as six.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxWorkTokens { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// Most memory that one answer may take while it is made, by an estimate from its tokens, labels, methods and vectors.
    /// </summary>
    [Range(1_048_576, int.MaxValue)]
    public int MaxAnswerBytes { get; set; } = 192 * 1024 * 1024;

    /// <summary>
    /// The same of all answers together; 0 is a quarter of the memory the process may use. At least <see cref="MaxAnswerBytes"/>. The last
    /// quarter is for answers of up to 1 MiB, and one that takes more than the rest runs with those alone.
    /// </summary>
    [Range(typeof(long), "0", "1099511627776")]
    public long MaxAnswerBytesInFlight { get; set; }

    /// <summary>Longest text, in UTF-16 code units.</summary>
    [Range(1, 10_000_000)]
    public int MaxTextLength { get; set; } = 20_000;

    /// <summary>Longest line of an NDJSON body.</summary>
    [Range(1_024, 16_777_216)]
    public int MaxLineBytes { get; set; } = 256 * 1024;

    /// <summary>Most lines of an NDJSON body that are read ahead and run together.</summary>
    [Range(1, 65_536)]
    public int WindowLines { get; set; } = 256;

    /// <summary>Most tokens of an NDJSON body that are run together; the last line of a window may pass it.</summary>
    [Range(1, 1_048_576)]
    public int WindowTokens { get; set; } = 8_192;

    /// <summary>Most numbers in the vectors of one hidden-states answer.</summary>
    [Range(1_024, 268_435_456)]
    public int MaxStateNumbers { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Most states of one request that reference maps are searched for, positions and neighbours; tokens times kinds of state.
    /// </summary>
    [Range(1, 1_048_576)]
    public int MaxMapStates { get; set; } = 8_192;

    /// <summary>Most characters before a place that one explanation of a language model scores.</summary>
    [Range(1, 65_536)]
    public int MaxExplainedCharacters { get; set; } = 512;

    /// <summary>Time for one request; streams have none.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections at the same time; the next one is closed at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Largest request line.</summary>
    [Range(256, 65_536)]
    public int MaxRequestLineBytes { get; set; } = 8_192;

    /// <summary>Largest sum of a request's headers.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxHeaderBytes { get; set; } = 32_768;

    /// <summary>Most headers of a request.</summary>
    [Range(8, 1_000)]
    public int MaxHeaders { get; set; } = 100;

    /// <summary>Time for a request's headers to come in.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time a connection without a request is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>Longest deadline of one explanation: what takes longer than a request may is cut before it is done.</summary>
    internal int MaxDeadlineMs => Math.Max(1, (int)RequestTimeout.TotalMilliseconds);

    /// <summary>
    /// What a stream may hold of its body: its windows, each of as many bytes as the longest line and one line more, and what the server
    /// reads ahead.
    /// </summary>
    internal long StreamBodyBytes => (WindowSize.AtOnce * 2L * MaxLineBytes) + ReadAheadBytes;

    /// <summary>What the server takes in of a body before it is asked for.</summary>
    private int ReadAheadBytes => Math.Max(LeastReadAheadBytes, Math.Max(MaxRequestLineBytes, MaxHeaderBytes));

    internal void Apply(KestrelServerLimits server)
    {
        server.MaxRequestBufferSize = ReadAheadBytes;
        server.MaxConcurrentConnections = MaxConnections;
        server.MaxRequestLineSize = MaxRequestLineBytes;
        server.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        server.MaxRequestHeaderCount = MaxHeaders;
        server.RequestHeadersTimeout = HeaderTimeout;
        server.KeepAliveTimeout = IdleTimeout;
    }
}

[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;
