using System.Security.Claims;

namespace TextClassify.Api.Security;

/// <summary>
/// What a streamed request took of its caller's quota and what was run for it. Each piece of work that is done gives back what it did not
/// need, and the end what was taken and never run; what failed attempts ran stays paid for. Safe for concurrent use.
/// </summary>
internal sealed class WorkAccount(Quotas quotas, ClaimsPrincipal caller)
{
    private readonly Lock _lock = new();
    private long _taken;
    private long _finished;
    private long _ran;
    private long _given;

    /// <summary>Takes the tokens as soon as they can be had.</summary>
    public async ValueTask WaitAsync(long tokens, CancellationToken cancellationToken)
    {
        await quotas.WaitAsync(caller, tokens, cancellationToken);
        Took(tokens);
    }

    /// <summary>Notes what was taken already.</summary>
    public void Took(long tokens)
    {
        lock (_lock)
        {
            _taken += tokens;
        }
    }

    /// <summary>Notes what an attempt ran, whatever came of it.</summary>
    public void Ran(long tokens)
    {
        lock (_lock)
        {
            _ran += tokens;
        }
    }

    /// <summary>Gives back what a piece of work did not need; what it ran is noted before.</summary>
    /// <param name="tokens">Taken for it.</param>
    public void Finish(long tokens)
    {
        lock (_lock)
        {
            _finished += tokens;
            Give(_finished);
        }
    }

    /// <summary>Gives back what was taken and not run.</summary>
    public void Close()
    {
        lock (_lock)
        {
            Give(_taken);
        }
    }

    private void Give(long settled)
    {
        long unused = Math.Max(0, settled - _ran - _given);
        _given += unused;
        quotas.GiveBack(caller, unused);
    }
}
