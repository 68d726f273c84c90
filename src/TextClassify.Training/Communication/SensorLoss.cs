using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Communication;

/// <summary>What training makes smaller, by objective.</summary>
internal static class SensorLoss
{
    public static Tensor Of(CommunicatingNet net, SensorBatch batch, Arrivals arrivals, SensorTraining training)
    {
        var objective = training.Objective;
        var run = net.Forward(batch.Inputs, arrivals, everyRound: objective is ObjectiveKind.Rounds);
        var loss = stack(run.Answers.Select(answer => OfAnswer(answer, batch, objective)).ToArray()).mean();
        return objective is ObjectiveKind.Consensus
            ? loss.Plus(Divergence(run.Last, batch.Present).Times(training.ConsensusWeight))
            : loss;
    }

    /// <summary>Cross-entropy of the answer that an objective makes right, mean over the cases.</summary>
    public static Tensor OfAnswer(CommunicatingOutputs answer, SensorBatch batch, ObjectiveKind objective) => objective switch
    {
        ObjectiveKind.Sink => functional.cross_entropy(answer.Own.select(1, 0), batch.Labels),
        ObjectiveKind.Consensus => functional.cross_entropy(answer.Merged, batch.Labels),
        _ => OfEach(answer.Own, batch),
    };

    /// <summary>Mean cross-entropy of the nodes that are there, each case counting once.</summary>
    private static Tensor OfEach(Tensor own, SensorBatch batch)
    {
        long nodes = own.size(1);
        var labels = batch.Labels.unsqueeze(1).expand(-1, nodes).unsqueeze(2);
        return PerCase(own.log_softmax(2).gather(2, labels).squeeze(2).neg(), batch.Present);
    }

    /// <summary>How far each node's own answer is from the merged one: that draws them, and they don't draw it.</summary>
    private static Tensor Divergence(CommunicatingOutputs answer, Tensor present)
    {
        var consensus = answer.Merged.detach().log_softmax(1).unsqueeze(1);
        return PerCase((consensus.exp() * consensus.Minus(answer.Own.log_softmax(2))).sum(2), present);
    }

    private static Tensor PerCase(Tensor losses, Tensor present) => ((losses * present).sum(1) / present.sum(1)).mean();
}
