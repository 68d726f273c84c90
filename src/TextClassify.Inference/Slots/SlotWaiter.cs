using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Slots;

/// <summary>Someone who waits for a slot.</summary>
/// <param name="slots">Whose lane it waits in.</param>
/// <param name="turn">What waits.</param>
internal sealed class SlotWaiter(RunSlots slots, ITurn turn)
{
    public ITurn Turn => turn;

    public TaskCompletionSource<Slot> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LinkedListNode<SlotWaiter> Node { get; set; } = null!;

    public async Task<Slot> WaitAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((SlotWaiter)state!).Cancel(token), this).ConfigureAwait(false);
        return await Done.Task.ConfigureAwait(false);
    }

    private void Cancel(CancellationToken token) => slots.Cancel(this, token);
}
