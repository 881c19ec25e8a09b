// A small chat platform: a customer asks for a person, agent Grace accepts the offer, answers and closes the
// ticket. Prints what happened, one line each. Needs `npm ci` in this folder.
import { parseArgs } from 'node:util';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';
import { Registry } from './wire.js';

const AGENT = 'grace';
const PATIENCE = 20_000; // milliseconds

const { values: options } = parseArgs({
  options: {
    bootstrap: { type: 'string', default: '127.0.0.1:9092' },
    registry: { type: 'string', default: 'http://127.0.0.1:8085/apis/ccompat/v7' },
    account: { type: 'string', default: 'shop' },
    conversation: { type: 'string', default: `node-${Date.now()}` },
  },
});
const { account, conversation } = options;
const key = `${account}/${conversation}`;

// The services compress with LZ4, which kafkajs does not bring.
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const kafka = new kafkajs.Kafka({ brokers: options.bootstrap.split(','), logLevel: kafkajs.logLevel.ERROR });
const registry = new Registry(options.registry);
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner }); // chooses as Java does
const actions = kafka.consumer({ groupId: `${account}-node` }); // reads what is committed
const carriedOut = new Set();
let sequence = 0; // of the last message
let lastByCustomer = 0;
let lastByAgent = 0;
let finish; // ends the program, with an error or without
const finished = new Promise((resolve, reject) => {
  finish = (error) => (error ? reject(error) : resolve());
});

async function customerAsks() {
  await send('agent.presence', account, {
    eventId: `${conversation}-presence`,
    accountId: account,
    agentId: AGENT,
    occurredAt: Date.now(),
    payload: { 'io.handoff.avro.PresenceChanged': { status: 'AVAILABLE' } },
  });
  await event('started', 'ConversationStarted', {});
  await message('m1', 'CUSTOMER', 'kim', 'Where is my parcel?');
  await message('m2', 'AI_AGENT', null, 'It is on its way.');
  await message('m3', 'CUSTOMER', 'kim', 'I want to talk to a person');
  console.log('customer: asks for a person');
}

async function carryOutActions() {
  await actions.subscribe({ topic: 'conversation.actions', fromBeginning: true });
  await actions.run({
    eachMessage: async ({ message: record }) => {
      if (String(record.key) !== key) return;
      const action = await registry.decode(record.value);
      if (carriedOut.has(action.actionId)) return; // an action can come twice; it is carried out once
      carriedOut.add(action.actionId);
      const [[name, what]] = Object.entries(action.payload);
      await carryOut(action.actionId, name.replace('io.handoff.avro.', ''), what);
    },
  });
}

async function carryOut(actionId, name, what) {
  const id = `confirms-${actionId}`; // the same when the same action is confirmed again
  switch (name) {
    case 'PauseAiAgent':
      await event(id, 'AiAgentPaused', { actionId });
      console.log('PauseAiAgent: paused');
      break;
    case 'ResumeAiAgent':
      await event(id, 'AiAgentResumed', { actionId });
      console.log('ResumeAiAgent: resumed');
      break;
    case 'AssignConversation':
      await event(id, 'AssignmentAccepted', { agentId: what.agentId, actionId });
      console.log(`AssignConversation: ${what.agentId} ${what.offer ? 'accepts the offer' : 'has the conversation'}`);
      break;
    case 'SendMessage':
      await message(id, what.onBehalfOf ? 'AGENT' : 'AUTOMATIC', what.onBehalfOf, what.content.text, actionId);
      console.log(`SendMessage: ${what.content.text}`);
      if (what.purpose === 'team-available') await agentAnswersAndCloses();
      break;
    case 'RequestRating':
      await message(id, 'AUTOMATIC', null, what.content.text, actionId);
      console.log('RequestRating: asked');
      break;
    case 'CloseConversation':
      await close(id, actionId, what);
      break;
    default: // UnassignConversation has no confirmation
  }
}

async function close(id, actionId, what) {
  const newest = what.reason === 'TICKET_CLOSED' ? lastByCustomer : Math.max(lastByCustomer, lastByAgent);
  if (newest > what.lastSequence) {
    await event(id, 'CloseRefused', { actionId, lastSequence: newest });
    console.log('CloseConversation: refused');
  } else {
    await event(id, 'ConversationClosed', { closedBy: 'SERVICE', actionId });
    console.log(`CloseConversation: closed, ${what.reason}`);
    finish();
  }
}

// What Grace does at her desktop.
async function agentAnswersAndCloses() {
  await message(`answer-${sequence}`, 'AGENT', AGENT, 'Your parcel comes today.');
  console.log('grace: answers');
  await send('ticket.commands', key, {
    commandId: `${conversation}-close-${sequence}`,
    accountId: account,
    conversationId: conversation,
    issuedBy: { type: 'AGENT', id: AGENT },
    issuedAt: Date.now(),
    payload: { 'io.handoff.avro.SetStatus': { status: 'CLOSED' } },
  });
  console.log('grace: closes the ticket');
}

async function message(id, author, authorId, text, actionId = null) {
  sequence += 1;
  if (author === 'CUSTOMER') lastByCustomer = sequence;
  if (author === 'AGENT') lastByAgent = sequence;
  await event(id, 'MessagePosted', { messageId: id, sequence, author, authorId, text, actionId });
}

async function event(id, name, fields) {
  await send('conversation.events', key, {
    eventId: `${conversation}-${id}`,
    accountId: account,
    channelId: 'web',
    conversationId: conversation,
    occurredAt: Date.now(),
    payload: { [`io.handoff.avro.${name}`]: fields },
  });
}

async function send(topic, recordKey, value) {
  await producer.send({ topic, messages: [{ key: recordKey, value: await registry.encode(topic, value) }] });
}

const patience = setTimeout(
  () => finish(new Error('No action came; see "Refusals" in docs/platform.md')),
  PATIENCE,
);
try {
  await producer.connect();
  await actions.connect();
  await customerAsks();
  await carryOutActions();
  await finished;
} finally {
  clearTimeout(patience);
  await actions.disconnect();
  await producer.disconnect();
}
