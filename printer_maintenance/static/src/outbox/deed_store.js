import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { newUid } from "@printer_maintenance/photos/shrink";
import { Outbox } from "./outbox";

const RETRY_MS = 4000;
// what is typed goes out when the hand rests
const REST_MS = 1200;

/**
 * What a telephone has read and all that waits to be delivered. Every deed is kept first and sent then, in its order,
 * by one page at a time; the server does each once. What it refuses or what somebody else has changed meanwhile stays
 * with its owner (a visit, a sheet) until the engineer has decided.
 *
 * A page says by `model`, `readMethod` and `owner` where it reads and what its deeds are about, and finds, lays over and
 * replaces the owners in what was read.
 */
export class DeedStore {
    model = "";
    readMethod = "";
    owner = "";

    constructor(orm, name) {
        this.orm = orm;
        this.outbox = new Outbox(name);
        this.day = null;
        this.deeds = [];
        this.isOnline = navigator.onLine;
        this.isSending = false;
        this.problem = "";
        this._order = Date.now();
    }

    async start() {
        await this.outbox.open();
        this.deeds = (await this.outbox.deeds()).map((deed) => ({ ...deed, isUnderWay: false }));
        this._order = Math.max(this._order, ...this.deeds.map((deed) => deed.order + 1));
        this.day = (await this.outbox.day()) || null;
        await this.flush();
        await this.load();
    }

    stop() {
        clearTimeout(this._timer);
    }

    /** Read the day anew; without a connection what was read last stays. */
    async load() {
        try {
            const day = await this.orm.silent.call(this.model, this.readMethod, []);
            this.day = day;
            this.isOnline = true;
            this.problem = "";
            await this.outbox.keepDay(day);
        } catch (error) {
            this._failed(error);
        }
    }

    /** The owners that were read. */
    get owners() {
        return [];
    }

    /** An owner with what waits laid over it. */
    layer(owner) {
        return owner;
    }

    /** Put what the server told in the place of an owner; null takes it away. */
    replace() {}

    /** The owner as it will stand once everything is delivered. */
    find(id) {
        const owner = this.owners.find((one) => one.id === id);
        return owner && this.layer(owner, this.deedsOf(id));
    }

    deedsOf(ownerId) {
        return this.deeds.filter((deed) => this.ownerOf(deed) === ownerId);
    }

    ownerOf(deed) {
        return deed[`${this.owner}_id`];
    }

    get waiting() {
        return this.deeds.filter((deed) => deed.status === "waiting");
    }

    /** Do something: it is kept at once, and sent as soon as there is a connection. */
    async add(ownerId, kind, args = {}) {
        await this._keep(this._new(ownerId, kind, args));
        await this.flush();
    }

    /** Keep what was typed; several values travel together once the hand rests. `seen` is what stood there before. */
    async collect(ownerId, kind, name, value, seen) {
        const last = this.deedsOf(ownerId).at(-1);
        let deed =
            last?.kind === kind && last.status === "waiting" && !last.isUnderWay ? last : null;
        if (!deed) {
            deed = this._new(ownerId, kind, { values: {}, base: {} });
        }
        if (!(name in deed.args.values)) {
            deed.args.base[name] = seen;
        }
        deed.args.values[name] = value;
        await this._keep(deed);
        this._later(REST_MS);
    }

    _new(ownerId, kind, args) {
        return {
            uid: newUid(),
            order: this._order++,
            [`${this.owner}_id`]: ownerId,
            kind,
            args,
            at: Date.now(),
            status: "waiting",
        };
    }

    async _keep(deed) {
        if (!this.deeds.some((one) => one.uid === deed.uid)) {
            this.deeds.push(deed);
        }
        await this.outbox.put(deed);
    }

    async _forget(deed) {
        this.deeds.splice(
            this.deeds.findIndex((one) => one.uid === deed.uid),
            1,
        );
        await this.outbox.remove(deed.uid);
    }

    _later(ms) {
        clearTimeout(this._timer);
        this._timer = setTimeout(() => this.flush(), ms);
    }

    /** Send what waits, one after the other; two pages of one telephone take turns. */
    async flush() {
        clearTimeout(this._timer);
        if (this.isSending || !this.waiting.length) {
            return;
        }
        this.isSending = true;
        try {
            await takingTurns(this.outbox.name, () => this._sendAll());
        } finally {
            this.isSending = false;
        }
        if (this._next()) {
            this._later(RETRY_MS);
        }
    }

    /** The next deed; an owner whose deed needs a decision waits with all that follows. */
    _next() {
        const held = new Set(
            this.deeds
                .filter((deed) => deed.status !== "waiting")
                .map((deed) => this.ownerOf(deed)),
        );
        return this.deeds.find(
            (deed) => deed.status === "waiting" && !held.has(this.ownerOf(deed)),
        );
    }

    async _sendAll() {
        let deed;
        while ((deed = this._next())) {
            if (!(await this._send(deed))) {
                return;
            }
        }
    }

    async _send(deed) {
        deed.isUnderWay = true;
        const { uid, kind, args, at } = deed;
        const key = `${this.owner}_id`;
        let answer;
        try {
            answer = await this.orm.silent.call(this.model, "deliver", [
                {
                    uid,
                    [key]: deed[key],
                    kind,
                    args: { ...args, uid },
                    age: (Date.now() - at) / 1000,
                },
            ]);
        } catch (error) {
            deed.isUnderWay = false;
            if (isBroken(error)) {
                // it would stand in the way of everything that follows: the engineer decides
                Object.assign(deed, { status: "refused", message: messageOf(error) });
                await this.outbox.put(deed);
                return true;
            }
            this._failed(error);
            return false;
        }
        deed.isUnderWay = false;
        this.isOnline = true;
        this.problem = "";
        await this._take(deed, answer);
        return true;
    }

    async _take(deed, answer) {
        if (answer.status === "done") {
            await this._forget(deed);
        } else {
            Object.assign(deed, {
                status: answer.status,
                message: answer.message,
                conflict: answer.conflict,
            });
            await this.outbox.put(deed);
        }
        this.replace(this.ownerOf(deed), answer[this.owner]);
        await this.outbox.keepDay(this.day);
    }

    /** Without a connection everything waits; any other failure is said, and tried again later. */
    _failed(error) {
        if (error instanceof ConnectionLostError) {
            this.isOnline = false;
        } else {
            this.problem = messageOf(error);
        }
        this._later(RETRY_MS);
    }

    /** The engineer has decided about what was refused: it is given up. */
    async drop(deed) {
        await this._forget(deed);
        await this.flush();
    }

    /** Send it once more as it is. */
    async again(deed) {
        Object.assign(deed, { status: "waiting", message: "", conflict: undefined });
        await this._keep(deed);
        await this.flush();
    }

    /** Somebody else has changed the same: `isMine` keeps what was typed here, otherwise theirs stays. */
    async decide(deed, isMine) {
        for (const clash of deed.conflict) {
            if (isMine) {
                deed.args.base[clash.name] = clash.current;
            } else {
                delete deed.args.values[clash.name];
            }
        }
        if (Object.keys(deed.args.values).length) {
            await this.again(deed);
        } else {
            await this.drop(deed);
        }
    }
}

const messageOf = (error) => error.data?.message || error.message;

/** Whether the server cannot do it as it is; whoever was signed out only has to sign in again. */
function isBroken(error) {
    return error instanceof RPCError && !/SessionExpired/.test(error.exceptionName || "");
}

/** One page after the other, where the browser can say so. */
function takingTurns(name, act) {
    return navigator.locks ? navigator.locks.request(name, act) : act();
}
