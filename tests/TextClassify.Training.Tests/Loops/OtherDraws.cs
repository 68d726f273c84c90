namespace TextClassify.Training.Tests.Loops;

/// <summary>Draws from the process's own generator for as long as it lives, as tests that run beside this one do.</summary>
internal sealed class OtherDraws : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task _drawing;

    public OtherDraws() => _drawing = Task.Run(Draw, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _drawing;
        _over.Dispose();
    }

    private void Draw()
    {
        while (!_over.IsCancellationRequested)
        {
            TorchSharp.torch.rand(8).Dispose();
        }
    }
}
