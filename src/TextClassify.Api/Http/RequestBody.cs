using System.Buffers;

namespace TextClassify.Api.Http;

/// <summary>The whole body of a request, in one piece: Kestrel's own memory when it came so, else a rented copy.</summary>
internal readonly struct RequestBody
{
    private readonly ReadOnlySequence<byte> _sequence;
    private readonly byte[]? _rented;
    private readonly int _length;
    private readonly HttpRequest _request;

    private RequestBody(HttpRequest request, ReadOnlySequence<byte> sequence)
    {
        _request = request;
        _sequence = sequence;
        _length = checked((int)sequence.Length);
        if (!sequence.IsSingleSegment)
        {
            _rented = ArrayPool<byte>.Shared.Rent(_length);
            sequence.CopyTo(_rented);
        }
    }

    public ReadOnlySpan<byte> Span => _rented is null ? _sequence.FirstSpan : _rented.AsSpan(0, _length);

    /// <summary>
    /// Reads to the end, to the limit, or to where the budget of all bodies is used up. What came in is counted, and not what was
    /// announced.
    /// </summary>
    public static async ValueTask<(RequestBody Body, Problem? Problem)> ReadAsync(
        HttpRequest request, LimitsOptions limits, ByteBudget budget, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limits.MaxBodyBytes)
        {
            return (default, TooLarge(limits));
        }

        // Until the request ends: the texts in it are kept for the answer.
        var held = budget.Open();
        request.HttpContext.Response.RegisterForDispose(held);

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadBodyAsync(cancellationToken);
            if (read.Buffer.Length > limits.MaxBodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return (default, TooLarge(limits));
            }

            if (!held.TryGrow(read.Buffer.Length))
            {
                reader.AdvanceTo(read.Buffer.End);
                return (default, MemoryBudgets.NoRoom(budget));
            }

            if (read.IsCompleted)
            {
                return (new RequestBody(request, read.Buffer), null);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Gives the memory back; the span is not to be used after.</summary>
    public void Release()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _request?.BodyReader.AdvanceTo(_sequence.End);
    }

    private static Problem TooLarge(LimitsOptions limits) =>
        new(ProblemTypes.BodyTooLarge, $"The body is larger than {limits.MaxBodyBytes} bytes; send fewer inputs, or NDJSON lines.")
        {
            Limit = limits.MaxBodyBytes,
        };
}
